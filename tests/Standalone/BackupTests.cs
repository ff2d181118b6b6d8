using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>Databases that are copied while the program works on them bring everything back.</summary>
public sealed class BackupTests(PreparedData prepared) : IClassFixture<PreparedData>
{
    [Fact]
    public async Task A_copy_made_while_it_runs_starts_and_forgets_nothing_that_was_done_before()
    {
        using var data = prepared.Copy();
        using var copy = new DataFolder();
        await using (var process = await StandaloneProcess.Start(data.Path))
        {
            using var client = await process.SignIn();
            await (await Business.Open(client)).Close(prepared.OrderId, "one");

            // At once: the event of the close may be anywhere between the services.
            var backup = await Migrator(data.Path, "backup", "--to", copy.Path);
            backup.Code.ShouldBe(0, backup.Errors);
        }

        File.Copy(Path.Combine(data.Path, "internal-application.json"), Path.Combine(copy.Path, "internal-application.json"));
        var replay = await Migrator(copy.Path, "replay", "--since", "2000-01-01T00:00:00Z");
        replay.Code.ShouldBe(0, replay.Errors);
        copy.LetLeasesEnd();
        await using var restored = await StandaloneProcess.Start(copy.Path);
        await copy.Settled();
        using var again = await restored.SignIn();
        (await Traces.Of(again, prepared.OrderId)).ShouldBeOfOneClose(copy, "one");
    }

    [Fact]
    public async Task A_copy_never_writes_over_another()
    {
        using var data = prepared.Copy();
        using var copy = new DataFolder();
        (await Migrator(data.Path, "backup", "--to", copy.Path)).Code.ShouldBe(0);

        var second = await Migrator(data.Path, "backup", "--to", copy.Path);

        second.Code.ShouldBe(2);
        second.Errors.ShouldContain("is there already");
    }

    private static Task<Tool> Migrator(string data, params string[] arguments) =>
        Tool.RunBuilt("deploy/Migrator", arguments, new Dictionary<string, string> { ["Database__Provider"] = "Sqlite", ["DataDirectory"] = data });
}
