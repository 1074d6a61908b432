module foureggs

go 1.25
