namespace OmniForge.Agents.Building;

/// <summary>A place that stands for its time. <paramref name="Place"/> is the person's own words, such as "Lisbon".</summary>
public sealed record PlaceOfTime(string Place, PlaceWish Wish);

/// <summary>What is to be done with the time of a named place.</summary>
public enum PlaceWish
{
    /// <summary>Its time is to be used.</summary>
    Use,

    /// <summary>Somebody is there; whether its time is meant has to be asked.</summary>
    Mention,

    /// <summary>It is the present one and stays.</summary>
    Keep,
}
