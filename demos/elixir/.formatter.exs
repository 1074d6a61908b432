# What a slide shows at a size that the last row can read.
[inputs: ["*.exs"], line_length: 46]
