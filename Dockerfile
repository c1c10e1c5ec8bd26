FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
# The folder of the embedded store, which is used unless NEO4J_URI is set.
RUN mkdir data && chown node:node data
USER node
EXPOSE 4000
# Node itself, as npm would stand between it and the signal to stop.
CMD ["node", "--import", "tsx", "src/server/main.ts"]
