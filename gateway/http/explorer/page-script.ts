/** Who may sign in with one click; only where the accounts are those of the demo. */
export interface DemoSignIn {
  readonly accounts: readonly { readonly username: string; readonly mayDo: string }[];
  readonly password: string;
}

/** What the page's own script is told. */
export interface PageFacts {
  readonly demo: DemoSignIn | null;
  readonly examples: readonly { readonly title: string; readonly username: string; readonly query: string }[];
}

/**
 * The page's own script, before GraphiQL's: a bar to sign in, and the README's queries. Every request of the page to
 * `/graphql` waits for a sign-in under way and carries its token, which stays in this page's memory.
 */
export function pageScript(facts: PageFacts): string {
  // `<` could end the script element.
  const json = JSON.stringify(facts).replaceAll("<", "\\u003c");
  return `(() => {
  const { demo, examples } = ${json};
  const plain = window.fetch.bind(window);
  let signingIn = Promise.resolve(null);
  window.fetch = async (target, options = {}) => {
    const token = await signingIn;
    const headers = new Headers(options.headers);
    if (token !== null && !headers.has("authorization")) headers.set("authorization", "Bearer " + token);
    return plain(target, { ...options, headers });
  };
  const told = () => document.getElementById("told");
  async function signIn(username, password) {
    const query = "mutation ($u: String!, $p: String!) { signIn(username: $u, password: $p) { accessToken challenge { id } userErrors { message } } }";
    const answer = await plain("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables: { u: username, p: password } }),
    });
    const { data, errors } = await answer.json();
    const payload = data && data.signIn;
    if (payload && payload.accessToken) {
      told().textContent = "Signed in as " + username + " for 15 minutes";
      return payload.accessToken;
    }
    const fault = ((payload && payload.userErrors) || errors || [])[0];
    told().textContent = fault ? fault.message : "This account asks for a second factor: use another one here";
    return null;
  }
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  document.addEventListener("DOMContentLoaded", () => {
    const asked = new URLSearchParams(location.search);
    const list = element("datalist", { id: "accounts" });
    for (const { username, mayDo } of demo ? demo.accounts : [])
      list.append(element("option", { value: username, label: mayDo }));
    const user = element("input", { id: "username", placeholder: "user name", required: true, autocomplete: "username" });
    user.setAttribute("list", "accounts");
    const password = element("input", { id: "password", type: "password", placeholder: "password", autocomplete: "current-password", required: true });
    if (demo) password.value = demo.password;
    const form = element("form", { id: "sign-in" }, user, list, password, element("button", { textContent: "Sign in" }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      signingIn = signIn(user.value, password.value);
    });
    const bar = element("header", { id: "bar" }, element("strong", { textContent: "Area Clienti" }), form);
    for (const { title, username, query } of demo ? examples : []) {
      const parameters = new URLSearchParams({ as: username, query });
      bar.append(element("a", { textContent: title, href: "/explorer?" + parameters }));
    }
    bar.append(element("output", { id: "told", textContent: "Not signed in: the public part only" }));
    document.body.prepend(bar);
    const as = asked.get("as");
    if (demo && as) {
      user.value = as;
      signingIn = signIn(as, demo.password);
    }
  });
})();`;
}

/** Of the bar above GraphiQL. */
export const PAGE_STYLE = `
#body { display: flex; flex-direction: column; height: 100vh; margin: 0; }
#root { flex: 1; min-height: 0; height: auto; }
#bar { display: flex; flex-wrap: wrap; gap: 0.8rem; align-items: center; padding: 0.5rem 0.8rem;
  font: 14px system-ui, sans-serif; border-bottom: 1px solid #8884; }
#sign-in { display: flex; gap: 0.4rem; }
#told { margin-left: auto; opacity: 0.8; }`;
