using System.Text.RegularExpressions;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>What was built beside the tests, as it would be shipped.</summary>
public sealed partial class OutputTests
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;

    private static readonly IReadOnlyList<string> Files =
    [
        .. ((string[])["services", "gateway", "deploy", "tests"]).SelectMany(room => Directory.EnumerateDirectories(Repository.PathOf(room)))
            .Select(project => Path.Combine(project, "bin", Configuration)).Where(Directory.Exists)
            .SelectMany(output => Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories)),
    ];

    /// <summary>SqlClient needs neither; an older one, which EF Core alone would take, brings both, under terms of their own.</summary>
    [Fact]
    public void There_is_no_library_of_Azure_nor_of_its_sign_in()
    {
        Files.Select(file => Path.GetFileName(file)).ShouldContain("Microsoft.Data.SqlClient.dll");

        Files.Where(file => Unwanted().IsMatch(Path.GetFileName(file))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^(Azure\.|Microsoft\.Identity\.Client|(lib)?msalruntime).*\.(dll|so|dylib)$", RegexOptions.IgnoreCase)]
    private static partial Regex Unwanted();
}
