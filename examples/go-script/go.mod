module example.com/collect-photos

go 1.19
