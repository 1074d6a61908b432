# The deck and its kitchen for a machine without Node:
#   docker build -t four-eggs . && docker run --rm --init --network host four-eggs
# With the host's network it is on this machine as `npm start` is, and nobody else reaches it.
FROM node:22-bookworm-slim
USER node
RUN mkdir /home/node/deck
WORKDIR /home/node/deck
COPY --chown=node package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY --chown=node . .
ENTRYPOINT ["npm", "start", "--"]
