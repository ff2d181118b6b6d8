using Billing;
using ServiceDefaults.Hosting;

return await ServiceProgram.RunAsync(args, "billing", builder => builder.AddBilling(), app => app.MapBilling());
