/** Where the windows and the deck's server have the vote of the room (setup/room) in their common store. */
export const ROOM_QUESTION = 'room question'
export const ROOM_VOTES = 'room votes'

/** What a phone shows without scrolling. */
export const MOST_CHOICES = 8
