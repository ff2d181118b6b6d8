using Notifications;
using ServiceDefaults;
using ServiceDefaults.Health;
using ServiceDefaults.Messaging;
using ServiceDefaults.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.AddNotifications();
builder.AddMessaging();

await using var app = builder.Build();
app.UseServerSpanNames();
app.MapServiceDefaults();
app.MapHealth();
app.MapNotifications();
await app.RunAsync();
