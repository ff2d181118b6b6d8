using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Migrator;

/// <summary>
/// What <c>dotnet ef</c> sees: it runs this program until the host is built and takes the contexts from the host's services.
/// So the services need no design-time code of their own.
/// </summary>
internal static class DesignTime
{
    public static void Host(string[] args)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = args });
        foreach (var context in ServiceContext.All)
        {
            builder.Services.AddSingleton<DbContextOptions>(context.Options());
            builder.Services.AddTransient(context.Type, _ => context.Create());
        }

        builder.Build();
    }
}
