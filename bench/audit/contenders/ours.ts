import { announce, assignment } from "../../gateway/contenders/child";
import { startOurs } from "../ours";

const { form, supergraphSdl, publicKey } = assignment();

startOurs({ form: form === "both-layers" ? form : "gateway-alone", supergraphSdl, publicKey })
  .then(({ url }) => announce(url))
  .catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
