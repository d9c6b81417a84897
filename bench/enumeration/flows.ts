import type { Database } from "../../subgraphs/shared/database";

/** One public mutation, with variables that name somebody and variables that name nobody. */
export interface Flow {
  readonly title: string;
  readonly query: string;
  readonly known: readonly object[];
  readonly unknown: readonly object[];
}

interface Person {
  readonly username: string;
  readonly email: string;
  readonly fiscalCode: string;
}

const WRONG_PASSWORD = "not anybody's password";
const NEW_PASSWORD = "quindici gatti sul tetto";

const signIn = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { accessToken challenge { id } userErrors { code message field } }
}`;
const reset = `mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { userErrors { code message field } }
}`;
const recover = `mutation ($input: RecoverUsernameInput!) {
  recoverUsername(input: $input) { userErrors { code message field } }
}`;
const register = `mutation ($input: RegisterInput!) {
  register(input: $input) { registrationId userErrors { code message field } }
}`;

/** What a stranger may ask, of the people and companies that are there and of such as might be. */
export async function flows(identity: Database): Promise<readonly Flow[]> {
  const people = await identity.read.rows<Person>(
    "SELECT `username`, `email`, `fiscal_code` AS `fiscalCode` FROM `user_account`" +
      " WHERE `status` = 'ACTIVE' AND `fiscal_code` IS NOT NULL ORDER BY `id`",
  );
  const [company] = await identity.read.rows<{ vatNumber: string; mobileNumber: string }>(
    "SELECT o.`vat_number` AS `vatNumber`, u.`mobile_number` AS `mobileNumber` FROM `organization` o, `user_account` u" +
      " WHERE o.`id` = 'org-aurora' AND u.`username` = 'enduser.aurora'",
  );
  if (company === undefined) throw new Error("The demo world has no Aurora");
  const nobody = people.map(strangerTo);
  const passwordOf = ({ username }: Person) => ({ username, password: WRONG_PASSWORD });
  const byUsername = ({ username }: Person) => ({ input: { username } });
  const byEmail = ({ email }: Person) => ({ input: { email } });
  const byFiscalCode = ({ fiscalCode }: Person) => ({ input: { fiscalCode } });
  const application = (vatNumber: string, mobileNumber: string) => (person: Person) => ({
    input: {
      vatNumber,
      mobileNumber,
      username: person.username,
      email: person.email,
      displayName: "Giulia Rossi",
      password: NEW_PASSWORD,
    },
  });
  const pair = (title: string, query: string, variables: (person: Person) => object): Flow => ({
    title,
    query,
    known: people.map(variables),
    unknown: nobody.map(variables),
  });
  return [
    pair("signIn, wrong password", signIn, passwordOf),
    pair("requestPasswordReset by user name", reset, byUsername),
    pair("requestPasswordReset by e-mail", reset, byEmail),
    pair("recoverUsername by tax code", recover, byFiscalCode),
    {
      title: "register at a company with a line",
      query: register,
      known: people.map(application(company.vatNumber, company.mobileNumber)),
      // A VAT number and a mobile number that are well formed, and nobody's in the demo world.
      unknown: nobody.map(application("00488410010", "+393990000000")),
    },
  ];
}

/** Somebody who is not there, with a name, an address and a tax code of the same lengths. */
function strangerTo({ username, email, fiscalCode }: Person): Person {
  return {
    username: `x${username.slice(1)}`,
    email: `x${email.slice(1)}`,
    fiscalCode: `X${fiscalCode.slice(1)}`,
  };
}
