namespace OmniForge.Agents.Building.Content;

/// <summary>People say "Texas" where files say "TX".</summary>
internal static class UsStates
{
    private static readonly Dictionary<string, string> Codes = (
        "alabama AL alaska AK arizona AZ arkansa AR california CA colorado CO connecticut CT delaware DE florida FL georgia GA hawaii HI "
        + "idaho ID illinois IL indiana IN iowa IA kansa KS kansas KS kentucky KY louisiana LA maine ME maryland MD massachusett MA "
        + "michigan MI minnesota MN mississippi MS missouri MO montana MT nebraska NE nevada NV newhampshire NH newjersey NJ "
        + "newmexico NM newyork NY northcarolina NC northdakota ND ohio OH oklahoma OK oregon OR pennsylvania PA rhodeisland RI "
        + "southcarolina SC southdakota SD tennessee TN texa TX utah UT vermont VT virginia VA washington WA westvirginia WV "
        + "wisconsin WI wyoming WY")
        .Split(' ').Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <param name="key">A name as it is compared: small letters, no blanks, singular.</param>
    public static string? Code(string key) => Codes.GetValueOrDefault(key);
}
