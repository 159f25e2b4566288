/** Puts the hooks into Node's loader, once a thread, and hears what each load took. */

import { register } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import type { Taken } from './hooks.ts'

const ITSELF = extname(fileURLToPath(import.meta.url))

let withTsx = false
let port: MessageChannel['port1'] | null = null

/**
 * Makes Node tell what it loads, and read TypeScript where that is asked for. Neither is ever taken back: both stay for
 * the life of the thread, and keep it from ending no more than an idle port does.
 */
export async function hookLoads(typeScript: boolean): Promise<void> {
  // In a checkout the hooks are TypeScript themselves.
  if (!withTsx && (typeScript || ITSELF === '.ts')) {
    withTsx = true
    const tsx = await import('tsx/esm/api')
    tsx.register()
  }
  if (port) return
  const channel = new MessageChannel()
  port = channel.port1
  port.unref()
  register(`./hooks${ITSELF}`, import.meta.url, {
    data: { port: channel.port2 },
    transferList: [channel.port2],
  })
}

/** What was told since it was last asked. The loader tells before it answers: a load that is done has told all. */
export function taken(): Taken[] {
  const all: Taken[] = []
  for (let next = port && receiveMessageOnPort(port); next; next = port && receiveMessageOnPort(port))
    all.push(next.message)
  return all
}
