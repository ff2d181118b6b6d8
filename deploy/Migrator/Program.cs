using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Migrator;
using ServiceDefaults.Hosting;

if (EF.IsDesignTime)
{
    DesignTime.Host(args);
    return 0;
}

if (args is [ProductVersion.Option])
{
    await Console.Out.WriteLineAsync(ProductVersion.Text);
    return 0;
}

var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. args.Skip(1)]).Build();
try
{
    await Commands.Run(args.FirstOrDefault(), configuration, Console.Out);
    return 0;
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 2;
}
