import { eachWorld } from "./kit/world";
import { readmeQueries } from "./kit/readme";

eachWorld("the README", (world) => {
  it("has three queries to try", () => {
    expect(readmeQueries()).toHaveLength(3);
  });

  it.each(readmeQueries().map((query, index) => [index + 1, query] as const))(
    "promises for query %d what a reader gets",
    async (_number, { username, query, answer }) => {
      const persona = await world.as(username);
      const { data, errors } = await persona.ask(query);
      expect({ data, ...(errors.length > 0 ? { errors } : {}) }).toEqual(JSON.parse(answer));
    },
  );
});
