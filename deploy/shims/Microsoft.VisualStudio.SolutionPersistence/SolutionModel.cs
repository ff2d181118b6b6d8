namespace Microsoft.VisualStudio.SolutionPersistence.Model;

public abstract class SolutionItemModel
{
    public abstract Guid Id { get; }
}

public abstract class SolutionProjectModel : SolutionItemModel
{
    public abstract string FilePath { get; }
}

public sealed class SolutionModel
{
    public IReadOnlyList<SolutionProjectModel> SolutionProjects { get; } = [];
}
