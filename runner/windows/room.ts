/** Where the windows and the deck's server have the vote of the room (setup/room) in their common store. */
export const ROOM_QUESTION = 'room question'
export const ROOM_VOTES = 'room votes'

/** In which round phones may order eggs, where the eggs are shown, and at which address the phones find that. */
export const ROOM_ORDERS = 'room orders'
export const ROOM_PLACE = 'the-room'

/** How many phones have the room's page open. */
export const ROOM_PHONES = 'room phones'

/** What a phone shows without scrolling. */
export const MOST_CHOICES = 8
