/**
 * The kitchen's doors. A browser opens no more than six connections to a host name, so programs that run side by side
 * would queue for them and the wrong one would win. Every name under `localhost` is this machine, and the kitchen
 * answers to all of them: each program of a race gets a name of its own.
 */
export interface Doors {
  /** Tries the doors of so many programs, each of them once; settles when they have answered, or have not. */
  open: (count: number) => Promise<void>
  /** The kitchen's address for the program with that number, from 0; the first one's, where its own did not answer. */
  at: (index: number) => string
}

/**
 * The doors of the kitchen at this address. `answers` asks at an address whether the kitchen is there: not every browser
 * finds every name.
 */
export function createDoors(url: string, answers: (url: string) => Promise<boolean>): Doors {
  const tried = new Map<string, Promise<void>>()
  const isOpen = new Set<string>()

  async function tryDoor(door: string) {
    if (await answers(door))
      isOpen.add(door)
  }

  return {
    async open(count) {
      const doors = Array.from({ length: count }, (_, index) => nameDoor(url, index)).filter(door => door !== url)
      for (const door of doors) {
        if (!tried.has(door))
          tried.set(door, tryDoor(door))
      }
      await Promise.all(doors.map(door => tried.get(door)))
    },
    at(index) {
      const door = nameDoor(url, index)
      return isOpen.has(door) ? door : url
    },
  }
}

/** `http://door-2.localhost:3001` for the second of a kitchen on `localhost`. Other names have no names below them. */
function nameDoor(url: string, index: number): string {
  const address = new URL(url)
  if (index === 0 || address.hostname !== 'localhost')
    return url
  address.hostname = `door-${index + 1}.localhost`
  return address.origin
}
