using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using Standalone.Tests.Support;

namespace Standalone.Tests;

/// <summary>The printed sign-in link was lost: the person at the machine gets a new one.</summary>
[Collection(DemoCollection.Name)]
public sealed class AdminLinkTests(DemoProcess demo)
{
    [Fact]
    public async Task A_new_link_to_the_running_program_lets_in_once()
    {
        var ready = await demo.Process.Ready();
        demo.Process.Output.ShouldContain($"--admin-link --data {ready.Data} --port {ready.Gateway.Port}");

        await using var printing = StandaloneProcess.Run(["--admin-link", "--data", ready.Data, "--port", ready.Gateway.Port.ToString(CultureInfo.InvariantCulture)]);
        (await printing.Exited()).ShouldBe(0, printing.Output);
        var link = new Uri(printing.Output.Trim());

        link.ShouldNotBe(ready.AdminLink);
        (await Open(link)).ShouldStartWith("/admin");
        (await Open(link)).ShouldNotStartWith("/admin");
    }

    [Fact]
    public async Task Without_data_there_is_none_and_nothing_is_made()
    {
        using var empty = new DataFolder();
        await using var process = StandaloneProcess.Run(["--admin-link", "--data", empty.Path]);

        (await process.Exited()).ShouldBe(1);
        process.Output.ShouldContain($"There is no data in {empty.Path}");
        Directory.GetFileSystemEntries(empty.Path).ShouldBeEmpty();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_folder_that_it_needs_is_open_to_its_owner_alone()
    {
        using var parent = new DataFolder();
        var folder = Path.Combine(parent.Path, "data");
        await using var process = StandaloneProcess.Launch(folder);
        await Eventually.Async(() => Task.FromResult(Directory.Exists(folder)), "the folder", TimeSpan.FromMinutes(1));

        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <returns>The path at which a new browser ends.</returns>
    private static async Task<string> Open(Uri link)
    {
        using var browser = new HttpClient();
        using var page = await browser.SignInByAsync(link.ToString());
        var path = page.RequestMessage!.RequestUri!.AbsolutePath;
        return page.StatusCode == HttpStatusCode.OK && !path.Contains("sign-in", StringComparison.Ordinal) ? path : $"{(int)page.StatusCode} {path}";
    }
}
