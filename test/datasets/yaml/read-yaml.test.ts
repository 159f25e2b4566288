import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readYaml } from '../../../datasets/yaml/index.ts'
import { DataError } from '../../../engine/model/errors.ts'
import { fileIn, tempFolders } from '../temp-folder.ts'

const folder = tempFolders()

it('is read from a file and from a pipe', async () => {
  const path = fileIn(folder(), 'x.yaml', 'a: é\n')
  expect((await readYaml(path)).value).toEqual({ a: 'é' })
  const pipe = join(folder(), 'pipe')
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
  const [read] = await Promise.all([
    readYaml(pipe),
    import('node:fs/promises').then(fs => fs.writeFile(pipe, 'a: 2')),
  ])
  expect(read.value).toEqual({ a: 2 })
})

it('names a file that cannot be read, and why', async () => {
  const inside = folder()
  mkdirSync(join(inside, 'sub'))
  const utf16 = fileIn(inside, 'utf16.yaml', '')
  const cases: [string, string][] = [
    [join(inside, 'sub'), 'is a folder; name a file in it'],
    [join(inside, 'none.yaml'), 'there is no such file; check the path'],
    [join(utf16, 'x.yaml'), 'there is no such file; check the path'],
    ['a\0b', 'cannot be read'],
    ['/dev/zero', 'yamlBytes'],
  ]
  for (const [path, reason] of cases) {
    await expect(readYaml(path)).rejects.toThrow(DataError)
    await expect(readYaml(path)).rejects.toThrow(reason)
  }
})

it('names the first line that is not UTF-8', async () => {
  const { writeFile } = await import('node:fs/promises')
  const path = join(folder(), 'x.yaml')
  await writeFile(
    path,
    Buffer.concat([Buffer.from('a: é\nb: '), Buffer.from([0xe9]), Buffer.from('\nc: 1\n')]),
  )
  await expect(readYaml(path)).rejects.toThrow('x.yaml, line 2: is not text in UTF-8; save it as that')
})
