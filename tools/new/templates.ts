import type { Language } from '../../demos/catalogue/demo.ts'

/** The first program of a new demo: two eggs, one after the other, in the manner of its language. */
export interface Template {
  /** Where its language's people look for it, from the project's root. */
  file: (slug: string) => string
  text: (slug: string) => string
}

const underscored = (slug: string): string => slug.replaceAll('-', '_')
const capitalised = (slug: string): string => slug.split('-').map(word => word[0]!.toUpperCase() + word.slice(1)).join('')

export const templates: Record<Language, Template> = {
  javascript: {
    file: slug => `demos/javascript/${slug}.ts`,
    text: () => `import { stove } from './kitchen.ts'

// #region show
for (const name of ['A', 'B']) {
  const reply = await fetch(stove + name)
  const egg = await reply.text()
  console.log(\`\${egg} is ready\`)
}
// #endregion show
`,
  },
  node: {
    file: slug => `demos/node/${slug}.mjs`,
    text: () => `import { stove } from './kitchen.mjs'

// #region show
for (const name of ['A', 'B']) {
  const reply = await fetch(stove + name)
  const egg = await reply.text()
  console.log(\`\${egg} is ready\`)
}
// #endregion show
`,
  },
  python: {
    file: slug => `demos/python/${underscored(slug)}.py`,
    text: () => `from urllib.request import urlopen

from kitchen import stove


# #region show
def fry_egg(name):
    with urlopen(stove + name) as reply:
        return reply.read().decode()


for name in ["A", "B"]:
    egg = fry_egg(name)
    print(f"{egg} is ready")
# #endregion show
`,
  },
  rust: {
    file: slug => `demos/rust/src/bin/${slug}.rs`,
    text: () => `use kitchen::blocking::fry_egg;
use std::io;

// #region show
fn main() -> io::Result<()> {
    for name in ["A", "B"] {
        let egg = fry_egg(name)?;
        println!("{egg} is ready");
    }
    Ok(())
}
// #endregion show
`,
  },
  go: {
    file: slug => `demos/go/cmd/${slug}/main.go`,
    text: () => `package main

import (
\t"fmt"

\t"foureggs/kitchen"
)

func main() {
\t// #region show
\tfor _, name := range []string{"A", "B"} {
\t\tegg, err := kitchen.FryEgg(name)
\t\tif err != nil {
\t\t\tfmt.Println(err)
\t\t\treturn
\t\t}
\t\tfmt.Println(egg, "is ready")
\t}
\t// #endregion show
}
`,
  },
  elixir: {
    file: slug => `demos/elixir/${slug}.exs`,
    text: () => `Code.require_file("kitchen.exs", __DIR__)

# #region show
for name <- ["A", "B"] do
  IO.puts("#{Kitchen.fry_egg(name)} is ready")
end

# #endregion show
`,
  },
  java: {
    file: slug => `demos/java/${capitalised(slug)}.java`,
    text: slug => `class ${capitalised(slug)} {
    public static void main(String[] args) throws Exception {
        // #region show
        for (var name : new String[] { "A", "B" }) {
            var egg = Kitchen.fryEgg(name);
            System.out.println(egg + " is ready");
        }
        // #endregion show
    }
}
`,
  },
  cpp: {
    file: slug => `demos/cpp/${slug}.cpp`,
    text: () => `#include "kitchen.hpp"

using std::cout, std::endl, std::string;

// #region show
Task breakfast() {
  for (auto name : {"A", "B"}) {
    string egg = co_await Order(name);
    cout << egg << " is ready" << endl;
  }
}

int main() {
  Loop loop;
  loop.start(breakfast());
  loop.run();
}
// #endregion show
`,
  },
  lua: {
    file: slug => `demos/lua/${slug}.lua`,
    text: () => `local kitchen = require("kitchen")

-- #region show
for _, name in ipairs({ "A", "B" }) do
  local egg = kitchen.order(name)
  print(kitchen.plate(egg) .. " is ready")
end
-- #endregion show
`,
  },
}

/** The entry of that first program: what a run of it looks like. */
export function entryOf(slug: string, language: Language, title: string): string {
  return `  {
    slug: '${slug}',
    language: '${language}',
    file: '${templates[language].file(slug)}',
    title: ${quoted(title)},
    expect: { eggs: ['A', 'B'], overlap: 'none', prints: ['A is ready', 'B is ready'], outcome: 'done' },
  },
`
}

/** A slide with its note, behind the chapter: it is not counted in the talk's minutes. */
export function slideOf(slug: string, language: Language, title: string): string {
  return `
---
layout: demo
kicker: Yours
path: more
${language === 'javascript' ? '' : `language: ${language === 'cpp' ? 'C++' : capitalised(language)}\n`}after: Two eggs in a row take *two waits*
---

# ${stressed(title)}

<LiveDemo demo="${slug}" />

<!--
[0:30]
- Ask for a guess, then run ${slug}.

Two eggs, one after the other: decide how long \`${slug}\` takes before you let it run.

The second egg of \`${slug}\` is ordered when the first is on the plate, so the program takes as long as both waits together.
-->
`
}

/** A chapter of one slide. */
export function chapterOf(number: number, title: string): string {
  return `---
layout: section
number: ${number}
kicker: ${title}
path: more
---

# ${stressed(title)}

<!--
[0:10]

What this chapter is about, in a sentence.
-->
`
}

/** A headline has one phrase in asterisks: its last word, until its author knows better. */
function stressed(title: string): string {
  return title.replace(/\S+$/, word => `*${word}*`)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll('\'', '\\\'')}'`
}
