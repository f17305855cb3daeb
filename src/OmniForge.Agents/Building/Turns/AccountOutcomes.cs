namespace OmniForge.Agents.Building.Turns;

/// <summary>What came of asking about accounts.</summary>
internal static class AccountOutcomes
{
    /// <summary>False when the outcome is of something else.</summary>
    public static bool Take(Drafted turn, CommandOutcome outcome)
    {
        switch (outcome)
        {
            case SignInBegun begun:
                SignIns.Begun(turn, begun);
                return true;
            case SignInImpossible impossible:
                SignIns.Impossible(turn, impossible);
                return true;
            case SignInOpen open:
                SignIns.Open(turn, open);
                return true;
            case SignedIn signed:
                SignIns.Done(turn, signed);
                return true;
            case SignInEnded ended:
                SignIns.Ended(turn, ended);
                return true;
            case PlacesListed listed:
                Places.Listed(turn, listed.List);
                return true;
            case PlaceRead read:
                Places.Read(turn, read);
                return true;
            case PlaceRefused refused:
                Places.Refused(turn, refused);
                return true;
            default:
                return false;
        }
    }
}
