import type { Role } from './role-of.ts'

/** Who is at each window, by its WebSocket: the guard writes it down, and the relay asks. */
const roles = new WeakMap<object, Role>()

export const rememberRole = (socket: object, role: Role): void => void roles.set(socket, role)

export const isAudienceAt = (socket: object): boolean => roles.get(socket) === 'audience'
