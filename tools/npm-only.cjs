// What Yarn runs in its own place: Yarn knows neither npm's lockfile nor its overrides, and what it would install breaks.
const process = require('node:process')

console.error('This project is installed by npm, whose lockfile and overrides it needs: npm ci')
process.exit(1)
