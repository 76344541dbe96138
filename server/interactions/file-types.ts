/** What a file is, by what it holds and not by what it claims. Whatever is not on this list is just bytes. */
import { open } from 'node:fs/promises'

const bytes = 'application/octet-stream'
const openXml = 'application/vnd.openxmlformats-officedocument'
const packed: Record<string, string> = {
  docx: `${openXml}.wordprocessingml.document`,
  xlsx: `${openXml}.spreadsheetml.sheet`,
  pptx: `${openXml}.presentationml.presentation`,
  zip: 'application/zip',
}
const compound: Record<string, string> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  msg: 'application/vnd.ms-outlook',
}

type Sign = { at?: number; hex: string; type: string | Record<string, string> }
const signs: Sign[] = [
  { hex: '89504e470d0a1a0a', type: 'image/png' },
  { hex: 'ffd8ff', type: 'image/jpeg' },
  { hex: '474946383961', type: 'image/gif' },
  { hex: '474946383761', type: 'image/gif' },
  { at: 8, hex: '57454250', type: 'image/webp' },
  { at: 4, hex: '6674797068656963', type: 'image/heic' },
  { hex: '255044462d', type: 'application/pdf' },
  { hex: '504b0304', type: packed },
  { hex: 'd0cf11e0a1b11ae1', type: compound },
  { hex: '494433', type: 'audio/mpeg' },
  { hex: 'fffb', type: 'audio/mpeg' },
  { hex: '4f676753', type: 'audio/ogg' },
  { at: 8, hex: '57415645', type: 'audio/wav' },
  { at: 4, hex: '667479704d3441', type: 'audio/mp4' },
  { at: 4, hex: '66747970', type: 'video/mp4' },
  { hex: '1a45dfa3', type: 'video/webm' },
]
const plain = ['txt', 'csv', 'log', 'md']

/** The content type of the file at `path`; its name only tells apart what looks alike inside. */
export async function contentTypeOf(path: string, name: string): Promise<string> {
  const head = await headOf(path)
  const ending = name.toLowerCase().split('.').at(-1) ?? ''
  const sign = signs.find(({ at = 0, hex }) => head.subarray(at, at + hex.length / 2).toString('hex') === hex)
  if (sign) return typeof sign.type === 'string' ? sign.type : (sign.type[ending] ?? (sign.type === packed ? 'application/zip' : bytes))
  return plain.includes(ending) && !head.includes(0) ? 'text/plain' : bytes
}

async function headOf(path: string) {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
