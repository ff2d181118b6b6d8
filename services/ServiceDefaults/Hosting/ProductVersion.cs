using System.Reflection;

namespace ServiceDefaults.Hosting;

/// <summary>The version of what runs, as every build has it from <c>Directory.Build.props</c>.</summary>
public static class ProductVersion
{
    /// <summary>The argument that asks a program for it.</summary>
    public const string Option = "--version";

    /// <summary>0.1.0; in a pre-release 0.2.0-rc.1.</summary>
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
