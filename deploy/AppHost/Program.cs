using AppHost;
using Microsoft.Extensions.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
if (await builder.FindServersAsync() is not { } servers)
{
    return Servers.WrongConfiguration;
}

var processes = builder.AddProcesses(servers);
await using var app = builder.Build();
await app.StartAsync();
await app.AnnounceAsync(processes);
await app.WaitForShutdownAsync();
return 0;
