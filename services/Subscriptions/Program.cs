using Subscriptions;
using ServiceDefaults.Hosting;

return await ServiceProgram.RunAsync(args, "subscriptions", builder => builder.AddSubscriptions(), app => app.MapSubscriptions());
