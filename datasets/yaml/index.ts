/** Reading of YAML that users write. */

export { override } from './override.ts'
export { parseYaml, type Yaml } from './parse-yaml.ts'
export { readYaml } from './read-yaml.ts'
