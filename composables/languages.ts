import type { Component } from 'vue'
import Cpp from '~icons/simple-icons/cplusplus'
import Elixir from '~icons/simple-icons/elixir'
import Shell from '~icons/simple-icons/gnubash'
import Go from '~icons/simple-icons/go'
import JavaScript from '~icons/simple-icons/javascript'
import Lua from '~icons/simple-icons/lua'
import Node from '~icons/simple-icons/nodedotjs'
import Java from '~icons/simple-icons/openjdk'
import Python from '~icons/simple-icons/python'
import Rust from '~icons/simple-icons/rust'

/**
 * The languages of the talk's programs and their marks, in one colour each, as their owners permit. Java's own mark is
 * not among them: OpenJDK's Duke stands for it.
 */
export const LANGUAGES: Readonly<Record<string, Component>> = {
  'JavaScript': JavaScript,
  'Node.js': Node,
  'Python': Python,
  'Rust': Rust,
  'Go': Go,
  'Elixir': Elixir,
  'Java': Java,
  'Lua': Lua,
  'C++': Cpp,
  'Shell': Shell,
}
