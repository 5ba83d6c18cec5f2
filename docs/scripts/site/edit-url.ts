/**
 * Returns where a page's text can be changed on GitHub: the page itself, or the source that it is generated from.
 */
export function editUrl(repository: string, relativePath: string): string {
  const [, referencePackage] = /^reference\/([\w-]+)\//.exec(relativePath) ?? [];
  if (referencePackage !== undefined)
    return `${repository}/tree/main/packages/${referencePackage}/src`;
  if (relativePath.startsWith('api/')) return `${repository}/edit/main/spec/openapi.yaml`;
  if (relativePath === 'changelog.md') return `${repository}/tree/main/.changeset`;
  return `${repository}/edit/main/docs/${relativePath}`;
}
