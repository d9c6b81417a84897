import type { ApolloServerPlugin } from "@apollo/server";
import { OperationTypeNode } from "graphql";
import { CodedError, UnavailableError } from "../../schema/errors";
import type { AskingCaller } from "../caller/caller-source";
import type { GatewayContext } from "../request/context";

const STATUS = 503;

/** Who is asking; when that cannot be known just now, the whole request is answered 503 and may be sent again. */
export async function answerWhenUnknown(asking: Promise<AskingCaller>): Promise<AskingCaller> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof UnavailableError) throw unavailable(error.message);
    throw error;
  }
}

/** What may be changed is never decided on grants that identity cannot confirm (access.md, "Where it is decided"). */
export function refuseStaleMutations(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, contextValue }) {
          if (contextValue.callerIsStale && operation?.operation === OperationTypeNode.MUTATION) {
            throw unavailable("Nothing can be changed just now: who is asking cannot be looked up");
          }
          return Promise.resolve();
        },
      }),
  };
}

// Apollo Server takes the status from the error's extensions, and leaves it out of the answer.
function unavailable(message: string): CodedError {
  return new CodedError("SUBGRAPH_UNAVAILABLE", message, { http: { status: STATUS } });
}
