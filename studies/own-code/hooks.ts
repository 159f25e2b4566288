/** Runs in Node's loader thread: gives the user's own files the url of their load, and tells what a load took. */

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { LoadHook, ResolveFnOutput, ResolveHook } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { MessagePort } from 'node:worker_threads'
import { isPackageFile, loadOf, marked, unmarked } from './mark.ts'

/** A file of the user's own with the hash of its bytes, or a file of a package. */
export type Taken =
  | { readonly kind: 'file'; readonly load: number; readonly url: string; readonly sha256: string }
  | { readonly kind: 'package'; readonly load: number; readonly url: string }

let port: MessagePort | null = null

export function initialize(data: { readonly port: MessagePort }): void {
  port = data.port
}

const tell = (taken: Taken): void => port?.postMessage(taken)

/**
 * What a file of a load imports belongs to that load, unless it is part of a package: packages keep their plain urls,
 * so that a process holds each of them once. Other hooks see the parent's plain url, since tsx takes a query for more
 * than it is.
 */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const { parentURL } = context
  const load = loadOf(parentURL)
  if (load === null || parentURL === undefined) return nextResolve(specifier, context)
  const found = await nextResolve(specifier, { ...context, parentURL: unmarked(parentURL) })
  if (!found.url.startsWith('file:') || isEngine(specifier)) return found
  // The user names the first file, wherever it is.
  if (isPackageFile(found.url) && !parentURL.startsWith('data:')) {
    tell({ kind: 'package', load, url: found.url })
    return found
  }
  return { ...found, url: marked(found.url, load), format: formatOf(found) }
}

/**
 * TypeScript is written with import and export, whatever the package.json beside it says; in a plain .js file Node looks
 * for itself.
 */
function formatOf({ url, format }: ResolveFnOutput): ResolveFnOutput['format'] {
  const { pathname } = new URL(url)
  if (/\.m?tsx?$/.test(pathname)) return 'module'
  return pathname.endsWith('.js') ? null : format
}

/** The hash is of what stands on the disk as Node reads it. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const load = loadOf(url)
  if (load !== null && url.startsWith('file:')) {
    const sha256 = createHash('sha256')
      .update(readFileSync(fileURLToPath(url)))
      .digest('hex')
    tell({ kind: 'file', load, url: unmarked(url), sha256 })
  }
  return nextLoad(url, context)
}

/** In a checkout the engine's own files are below no node_modules. */
const isEngine = (specifier: string): boolean => /^stillhalter(\/|$)/.test(specifier)
