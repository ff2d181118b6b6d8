using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Shims.Surface;

/// <summary>A compiled assembly, read without loading it.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader file;

    private AssemblyFile(string path, PEReader file)
    {
        this.file = file;
        Path = path;
        Reader = file.GetMetadataReader();
    }

    public string Path { get; }

    public MetadataReader Reader { get; }

    public string Name => Reader.GetString(Reader.GetAssemblyDefinition().Name);

    /// <summary>Null when the file is none of .NET's.</summary>
    public static AssemblyFile? Open(string path)
    {
        var file = new PEReader(File.OpenRead(path));
        if (file.HasMetadata && file.GetMetadataReader().IsAssembly)
        {
            return new AssemblyFile(path, file);
        }

        file.Dispose();
        return null;
    }

    public void Dispose() => file.Dispose();
}
