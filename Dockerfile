# Not run where it was written, which has no Docker; its steps were, one by one in a folder (docs/operations.md).
FROM node:22-slim AS built
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 CONTROLGRAPH_DB=/data/controlgraph.db
COPY --from=built /app/node_modules node_modules
COPY --from=built /app/dist dist
COPY package.json LICENSE NOTICE ./
# The folder of the embedded store, which is used unless NEO4J_URI is set.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4000}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself, as npm would stand between it and the signal to stop.
CMD ["node", "dist/src/server/main.js"]
