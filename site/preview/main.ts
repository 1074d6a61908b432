/** `npm run preview`: serves the static site, as any host does, without a kitchen. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { readOptions } from '../../tools/options.ts'
import { serveFolder } from '../../tools/serve.ts'

const { values } = readOptions('npm run preview -- [--port 4173] [--base /talk/] [--out dist]: serves the static site, below that path.', {
  options: {
    port: { type: 'string', default: '4173' },
    base: { type: 'string', default: '/' },
    out: { type: 'string', default: 'dist' },
  },
})
const folder = resolve(values.out)
const base = `/${values.base.replace(/^\/|\/$/g, '')}/`.replace('//', '/')

if (!existsSync(join(folder, 'index.html'))) {
  console.error(`There is no site in ${values.out}/ yet. Make it first: npm run build`)
  process.exit(1)
}
try {
  await serveFolder({ folder, base, port: Number(values.port) })
  console.log(`The site is at http://localhost:${values.port}${base}\nIt needs no kitchen: that is inside. Ctrl+C ends this.`)
}
catch (error) {
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  console.error(
    isTaken ? `Port ${values.port} is taken. Choose another: npm run preview -- --port ${Number(values.port) + 1}` : String(error),
  )
  process.exit(1)
}
