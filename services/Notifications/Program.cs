using Notifications;
using ServiceDefaults.Hosting;

return await ServiceProgram.RunAsync(args, "notifications", builder => builder.AddNotifications(), app => app.MapNotifications());
