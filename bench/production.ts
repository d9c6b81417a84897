// Read by graphql-js when it loads: in development it checks instances across realms, which costs on every value.
process.env["NODE_ENV"] ??= "production";
