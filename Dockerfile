# One image for every process; the command chooses which (docs/operations.md).
# Debian, not Alpine: the query planner and the SQLite driver are built for glibc.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package here needs an install script, and none may run one.
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY schema ./schema
COPY runtime ./runtime
COPY gateway ./gateway
COPY subgraphs ./subgraphs
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
ENV NODE_ENV=production
# A page of a thousand lines makes objects that die young: a larger nursery spares much of what collecting them costs.
ENV NODE_OPTIONS=--max-semi-space-size=32
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/schema/generated ./schema/generated
COPY --from=build /app/dist ./dist
# Owned by root and run by somebody else: a process cannot change its own code.
USER node
CMD ["node", "--enable-source-maps", "dist/gateway/main.js"]
