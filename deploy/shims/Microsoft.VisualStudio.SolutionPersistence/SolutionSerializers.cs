using Microsoft.VisualStudio.SolutionPersistence.Model;

namespace Microsoft.VisualStudio.SolutionPersistence
{
    /// <summary>Reads one kind of solution file.</summary>
    public interface ISolutionSerializer
    {
        Task<SolutionModel> OpenAsync(string moniker, CancellationToken cancellationToken);
    }
}

namespace Microsoft.VisualStudio.SolutionPersistence.Serializer
{
    /// <summary>Knows no kind of solution file: migrations look at compiled assemblies, never at a solution.</summary>
    public static class SolutionSerializers
    {
        public static ISolutionSerializer? GetSerializerByMoniker(string moniker) => null;
    }
}
