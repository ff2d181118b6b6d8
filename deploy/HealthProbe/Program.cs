using HealthProbe;

return await Probe.RunAsync(args, Console.Error, Probe.Patience);
