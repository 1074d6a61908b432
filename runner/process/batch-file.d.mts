export function toStart(command: string, args: readonly string[], platform: string): { command: string, args: readonly string[], shell: boolean }
