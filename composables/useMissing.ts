import { shallowRef } from 'vue'

/** A page of the talk was asked for, and a file of it did not arrive: the window stays where it is. */
export const isMissing = shallowRef(false)
