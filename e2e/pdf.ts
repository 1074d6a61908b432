import { Buffer } from 'node:buffer'
import { inflateSync } from 'node:zlib'

/** What is drawn on the first page of a PDF, as its operators: next to nothing where the page is empty. */
export function firstPageOf(pdf: Buffer): Buffer {
  const objects = readObjects(pdf)
  const find = (id: string | undefined): string => objects.get(id ?? '') ?? ''
  const catalogue = [...objects.values()].find(text => /\/Type\s*\/Catalog\b/.test(text)) ?? ''
  let page = find(/\/Pages\s+(\d+)/.exec(catalogue)?.[1])
  while (page.includes('/Kids'))
    page = find(/\/Kids\s*\[\s*(\d+)/.exec(page)?.[1])
  return streamOf(find(/\/Contents\s*(?:\[\s*)?(\d+)/.exec(page)?.[1]))
}

/** All objects by their numbers: those that stand in the file, and those in a stream of objects. */
function readObjects(pdf: Buffer): Map<string, string> {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(/(?:^|[\r\n])(\d+) 0 obj([\s\S]*?)endobj/g)].map(([, id, text]) => [id!, text!]),
  )
  for (const text of objects.values()) {
    if (!/\/Type\s*\/ObjStm\b/.test(text))
      continue
    const inside = streamOf(text).toString('latin1')
    const first = Number(/\/First\s+(\d+)/.exec(text)![1])
    const numbers = inside.slice(0, first).trim().split(/\s+/).map(Number)
    for (let index = 0; index < numbers.length; index += 2) {
      objects.set(
        String(numbers[index]),
        inside.slice(first + numbers[index + 1]!, numbers[index + 3] === undefined ? undefined : first + numbers[index + 3]!),
      )
    }
  }
  return objects
}

function streamOf(object: string): Buffer {
  const [begin] = /stream\r?\n/.exec(object) ?? []
  if (begin === undefined)
    return Buffer.alloc(0)
  const bytes = Buffer.from(object.slice(object.indexOf(begin) + begin.length, object.lastIndexOf('endstream')), 'latin1')
  return /\/FlateDecode/.test(object) ? inflateSync(bytes) : bytes
}
