using Benchmarks;
using Benchmarks.Limits;

if (LimitProcess.IsAskedFor(args))
{
    await LimitProcess.Serve(args);
    return 0;
}

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Help);
    return 2;
}

await new Run(options).All();
return 0;
