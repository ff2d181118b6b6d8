using System.Reflection;

namespace Architecture.Tests;

/// <summary>A type of an assembly with everything that it and the types nested in it mention.</summary>
internal sealed class ReadType(TypeName name, TypeAttributes attributes, TypeName? baseType)
{
    public TypeName Name { get; } = name;

    public TypeName? BaseType { get; } = baseType;

    public bool IsPublic { get; } = (attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public;

    /// <summary>Static classes and interfaces are abstract to the runtime; structs and enums are sealed.</summary>
    public bool IsSealedOrAbstract { get; } = (attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract)) != 0;

    /// <summary>Types in signatures, attributes, locals and instructions, those in the signatures of the members that are called too.</summary>
    public HashSet<TypeName> Uses { get; } = [];

    /// <summary>Types that whoever uses this one sees: its base types and those in signatures of public and protected members.</summary>
    public HashSet<TypeName> Shows { get; } = [];

    public HashSet<MemberName> Members { get; } = [];

    public override string ToString() => Name.ToString();
}
