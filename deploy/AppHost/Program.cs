using AppHost;

var builder = DistributedApplication.CreateBuilder(args);
if (await builder.FindServersAsync() is not { } servers)
{
    return Servers.WrongConfiguration;
}

var processes = builder.AddProcesses(servers);
await using var app = builder.Build();
var announcing = app.AnnounceAsync(processes);
await app.RunAsync();
await announcing;
return 0;
