using Microsoft.Extensions.Configuration;
using Migrator;
using Xunit;

namespace Migrations.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sing --provider Sqlite")]
    [InlineData("apply")]
    [InlineData("apply --provider Sqlite")]
    [InlineData("apply --provider Sqlite --connection shared")]
    [InlineData("replay --provider Sqlite --service Plans --connection x")]
    [InlineData("replay --provider Sqlite --service Plans --connection x --since yesterday")]
    [InlineData("backup --provider Sqlite --service Plans --connection x")]
    [InlineData("script --provider Oracle")]
    [InlineData("script --provider Sqlite --service Nobody")]
    public async Task Wrong_command_lines_are_explained(string line) => await Assert.ThrowsAsync<UsageException>(() => Run(line));

    [Theory]
    [MemberData(nameof(Contexts.Services), MemberType = typeof(Contexts))]
    public async Task Scripts_are_written_for_the_service_asked_for(string service)
    {
        string script = await Run($"script --provider SqlServer --idempotent true --service {service}");

        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
    }

    private static async Task<string> Run(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var output = new StringWriter();
        await Commands.Run(words.FirstOrDefault(), new ConfigurationBuilder().AddCommandLine([.. words.Skip(1)]).Build(), output);
        return output.ToString();
    }
}
