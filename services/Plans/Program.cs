using Plans;
using ServiceDefaults.Hosting;

return await ServiceProgram.RunAsync(args, "plans", builder => builder.AddPlans(), app => app.MapPlans());
