/** Copies the tree, dist/ too, to a folder; packages are linked. */
export function copyTree(folder: string): void;
