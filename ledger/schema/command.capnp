@0xd07623f75b1fbe69;
# Every command: the imperative of its event. Append-only.

using Cxx = import "/capnp/c++.capnp";
using Json = import "/capnp/compat/json.capnp";
using Note = import "annotations.capnp";
using Types = import "types.capnp";
using Directory = import "directory.capnp";
using Study = import "study.capnp";
using Meeting = import "meeting.capnp";
using Approval = import "approval.capnp";
using Selection = import "selection.capnp";
using Contract = import "contract.capnp";
using Evaluation = import "evaluation.capnp";
using Supervision = import "supervision.capnp";
using Oversight = import "oversight.capnp";
$Cxx.namespace("minutebook::schema");

struct Command $Json.discriminator(name = "type", valueName = "data") {
  commandId @0 :Types.Uuid $Note.required;
  # Chosen by the author; sending the same command again has no further effect.
  subject @1 :Text $Note.required
      $Note.refersTo([ledger, organization, venue, body, person, service, partner, partnership,
                      programme, inspection, rulebook]);
  actor @2 :Text $Note.required $Note.refersTo([ledger, person, service]);
  role @3 :Types.Role $Note.required;
  occurredAt @4 :Types.Timestamp $Note.required;
  onBehalfOf @5 :Text $Note.refersTo([person, service, organization, partner]);
  # Whose act it is, where the actor records it for another.
  expectedVersion @6 :Types.OptionalVersion;
  # Version of the subject that the author saw; another one is a conflict.
  causation @7 :Types.Uuid;
  # The command that this one answers.
  correlation @8 :Types.Uuid;
  irregular @9 :Bool;
  # A fact found although the procedure would refuse it; needs a reason and evidence.
  reason @10 :Text;
  evidence @11 :List(Data) $Note.exactBytes(32) $Note.document;
  # Digests of stored documents.
  union {
    # The ledger and its master data.
    registerOrganization @12 :Directory.Organization $Json.name("RegisterOrganization")
        $Note.subjects([organization]) $Note.emits(["OrganizationRegistered"])
        $Note.actors([supervisor, founder]);
    changeOrganization @13 :Directory.OrganizationChange $Json.name("ChangeOrganization")
        $Note.subjects([organization]) $Note.emits(["OrganizationChanged"])
        $Note.actors([supervisor, founder]);
    moveOrganization @14 :Directory.OrganizationMove $Json.name("MoveOrganization")
        $Note.subjects([organization]) $Note.emits(["OrganizationMoved"])
        $Note.actors([supervisor, founder]);
    registerVenue @15 :Directory.Venue $Json.name("RegisterVenue")
        $Note.subjects([venue]) $Note.emits(["VenueRegistered"])
        $Note.actors([supervisor, founder]);
    changeVenue @16 :Directory.VenueChange $Json.name("ChangeVenue")
        $Note.subjects([venue]) $Note.emits(["VenueChanged"])
        $Note.actors([supervisor, founder]);
    delegateOperation @17 :Directory.OperationDelegation $Json.name("DelegateOperation")
        $Note.subjects([venue]) $Note.emits(["OperationDelegated"])
        $Note.actors([signatory, supervisor]);
    establishBody @18 :Directory.Body $Json.name("EstablishBody")
        $Note.subjects([body]) $Note.emits(["BodyEstablished"])
        $Note.actors([bodySecretary, supervisor, founder]);
    seatBodyMember @19 :Directory.BodyMember $Json.name("SeatBodyMember")
        $Note.subjects([body]) $Note.emits(["BodyMemberSeated"])
        $Note.actors([bodySecretary, supervisor, founder]);
    unseatBodyMember @20 :Directory.BodyMemberDeparture $Json.name("UnseatBodyMember")
        $Note.subjects([body]) $Note.emits(["BodyMemberDeparted"])
        $Note.actors([bodySecretary, supervisor, founder]);
    registerPrincipal @21 :Directory.Principal $Json.name("RegisterPrincipal")
        $Note.subjects([person, service]) $Note.emits(["PrincipalRegistered"])
        $Note.actors([securityAdministrator, founder]);
    grantRole @22 :Directory.RoleGrant $Json.name("GrantRole")
        $Note.subjects([person, service]) $Note.emits(["RoleGranted"])
        $Note.actors([securityAdministrator, founder]);
    revokeRole @23 :Directory.RoleRevocation $Json.name("RevokeRole")
        $Note.subjects([person, service]) $Note.emits(["RoleRevoked"])
        $Note.actors([securityAdministrator, founder]);
    enrolKey @24 :Directory.KeyEnrolment $Json.name("EnrolKey")
        $Note.subjects([person, service]) $Note.emits(["KeyEnrolled"])
        $Note.actors([securityAdministrator, founder]);
    revokeKey @25 :Directory.KeyRevocation $Json.name("RevokeKey")
        $Note.subjects([person, service]) $Note.emits(["KeyRevoked"])
        $Note.actors([securityAdministrator, founder]);
    registerPartner @26 :Directory.Partner $Json.name("RegisterPartner")
        $Note.subjects([partner]) $Note.emits(["PartnerRegistered"])
        $Note.actors([proposer, selectionTeam, supervisor, founder]);
    changePartner @27 :Directory.PartnerChange $Json.name("ChangePartner")
        $Note.subjects([partner]) $Note.emits(["PartnerChanged"])
        $Note.actors([proposer, selectionTeam, supervisor, founder]);
    adoptRulebook @28 :Directory.RulebookAdoption $Json.name("AdoptRulebook")
        $Note.subjects([rulebook]) $Note.emits(["RulebookAdopted"])
        $Note.actors([ruleKeeper, founder]);
    # Step 1: study.
    proposePartnership @29 :Study.Proposal $Json.name("ProposePartnership")
        $Note.subjects([partnership]) $Note.emits(["PartnershipProposed"])
        $Note.actors([proposer]);
    recordStudy @30 :Study.Study $Json.name("RecordStudy")
        $Note.subjects([partnership]) $Note.emits(["StudyRecorded"])
        $Note.actors([proposer]);
    recordDueDiligence @31 :Study.DueDiligence $Json.name("RecordDueDiligence")
        $Note.subjects([partnership]) $Note.emits(["DueDiligenceRecorded"])
        $Note.actors([proposer, selectionTeam]);
    reviseProposal @32 :Study.ProposalRevision $Json.name("ReviseProposal")
        $Note.subjects([partnership]) $Note.emits(["ProposalRevised"])
        $Note.actors([proposer]);
    withdrawProposal @33 :Study.Withdrawal $Json.name("WithdrawProposal")
        $Note.subjects([partnership]) $Note.emits(["ProposalWithdrawn"])
        $Note.actors([proposer]);
    declareInterest @34 :Study.InterestDeclaration $Json.name("DeclareInterest")
        $Note.subjects([partnership]) $Note.emits(["InterestDeclared"])
        $Note.actors([proposer, bodySecretary, bodyMember, presidingMember, approver,
              selectionTeam, evaluator, signatory, observer, supervisor]);
    # Step 2: collective decision.
    conveneMeeting @35 :Meeting.Meeting $Json.name("ConveneMeeting")
        $Note.subjects([partnership]) $Note.emits(["MeetingConvened"])
        $Note.actors([bodySecretary, presidingMember]);
    recordAttendance @36 :Meeting.Attendance $Json.name("RecordAttendance")
        $Note.subjects([partnership]) $Note.emits(["AttendanceRecorded"])
        $Note.actors([bodySecretary, presidingMember]);
    readMaterials @37 :Meeting.MaterialsReading $Json.name("ReadMaterials")
        $Note.subjects([partnership]) $Note.emits(["MaterialsRead"])
        $Note.actors([bodyMember, presidingMember]);
    declareRecusal @38 :Meeting.Recusal $Json.name("DeclareRecusal")
        $Note.subjects([partnership]) $Note.emits(["RecusalDeclared"])
        $Note.actors([bodyMember, presidingMember]);
    makeStatement @39 :Meeting.Statement $Json.name("MakeStatement")
        $Note.subjects([partnership]) $Note.emits(["StatementMade"])
        $Note.actors([bodyMember, presidingMember]);
    castBallot @40 :Meeting.Ballot $Json.name("CastBallot")
        $Note.subjects([partnership]) $Note.emits(["BallotCast"])
        $Note.actors([bodyMember, presidingMember]);
    changeBallot @41 :Meeting.BallotChange $Json.name("ChangeBallot")
        $Note.subjects([partnership]) $Note.emits(["BallotChanged"])
        $Note.actors([bodyMember, presidingMember]);
    fileWrittenOpinion @42 :Meeting.WrittenOpinion $Json.name("FileWrittenOpinion")
        $Note.subjects([partnership]) $Note.emits(["WrittenOpinionFiled"])
        $Note.actors([bodyMember, presidingMember]);
    closeVote @43 :Meeting.VoteClosing $Json.name("CloseVote")
        $Note.subjects([partnership])
        $Note.emits(["VoteClosed", "ResolutionAdopted", "ResolutionRejected"])
        $Note.actors([bodySecretary, presidingMember]);
    signMinutes @44 :Meeting.MinutesSignature $Json.name("SignMinutes")
        $Note.subjects([partnership]) $Note.emits(["MinutesSigned"])
        $Note.actors([bodySecretary, bodyMember, presidingMember]);
    # Step 3: approval and filing.
    requestApproval @45 :Approval.ApprovalRequest $Json.name("RequestApproval")
        $Note.subjects([partnership]) $Note.emits(["ApprovalRequested"])
        $Note.actors([proposer]);
    grantApproval @46 :Approval.ApprovalGrant $Json.name("GrantApproval")
        $Note.subjects([partnership]) $Note.emits(["ApprovalGranted"])
        $Note.actors([approver]);
    returnApproval @47 :Approval.ApprovalReturn $Json.name("ReturnApproval")
        $Note.subjects([partnership]) $Note.emits(["ApprovalReturned"])
        $Note.actors([approver]);
    refuseApproval @48 :Approval.ApprovalRefusal $Json.name("RefuseApproval")
        $Note.subjects([partnership]) $Note.emits(["ApprovalRefused"])
        $Note.actors([approver]);
    submitFiling @49 :Approval.Filing $Json.name("SubmitFiling")
        $Note.subjects([partnership]) $Note.emits(["FilingSubmitted"])
        $Note.actors([proposer]);
    acknowledgeFiling @50 :Approval.FilingAcknowledgement $Json.name("AcknowledgeFiling")
        $Note.subjects([partnership]) $Note.emits(["FilingAcknowledged"])
        $Note.actors([approver]);
    # Step 4: selection and signing.
    announceSelection @51 :Selection.Selection $Json.name("AnnounceSelection")
        $Note.subjects([partnership]) $Note.emits(["SelectionAnnounced"])
        $Note.actors([selectionTeam]);
    receiveBid @52 :Selection.Bid $Json.name("ReceiveBid")
        $Note.subjects([partnership]) $Note.emits(["BidReceived"])
        $Note.actors([selectionTeam]);
    openBids @53 :Selection.BidOpening $Json.name("OpenBids")
        $Note.subjects([partnership]) $Note.emits(["BidsOpened"])
        $Note.actors([selectionTeam]);
    scoreBid @54 :Selection.BidScore $Json.name("ScoreBid")
        $Note.subjects([partnership]) $Note.emits(["BidScored"])
        $Note.actors([evaluator]);
    disqualifyBid @55 :Selection.BidDisqualification $Json.name("DisqualifyBid")
        $Note.subjects([partnership]) $Note.emits(["BidDisqualified"])
        $Note.actors([selectionTeam]);
    determineWinners @56 :Selection.Winners $Json.name("DetermineWinners")
        $Note.subjects([partnership]) $Note.emits(["WinnersDetermined"])
        $Note.actors([selectionTeam]);
    publishResult @57 :Selection.ResultPublication $Json.name("PublishResult")
        $Note.subjects([partnership]) $Note.emits(["ResultPublished"])
        $Note.actors([selectionTeam]);
    raiseObjection @58 :Selection.Objection $Json.name("RaiseObjection")
        $Note.subjects([partnership]) $Note.emits(["ObjectionRaised"])
        $Note.actors([proposer, selectionTeam, evaluator, observer, supervisor]);
    resolveObjection @59 :Selection.ObjectionResolution $Json.name("ResolveObjection")
        $Note.subjects([partnership]) $Note.emits(["ObjectionResolved"])
        $Note.actors([selectionTeam, supervisor]);
    appraiseAssets @60 :Selection.Appraisal $Json.name("AppraiseAssets")
        $Note.subjects([partnership]) $Note.emits(["AssetsAppraised"])
        $Note.actors([proposer, supervisor]);
    draftContract @61 :Contract.ContractDraft $Json.name("DraftContract")
        $Note.subjects([partnership]) $Note.emits(["ContractDrafted"])
        $Note.actors([proposer, selectionTeam]);
    signContract @62 :Contract.ContractSignature $Json.name("SignContract")
        $Note.subjects([partnership]) $Note.emits(["ContractSigned"])
        $Note.actors([signatory]);
    amendContract @63 :Contract.ContractAmendment $Json.name("AmendContract")
        $Note.subjects([partnership]) $Note.emits(["ContractAmended"])
        $Note.actors([signatory]);
    renewContract @64 :Contract.ContractRenewal $Json.name("RenewContract")
        $Note.subjects([partnership]) $Note.emits(["ContractRenewed"])
        $Note.actors([signatory]);
    # Step 5: evaluation.
    recordEvaluation @65 :Evaluation.Evaluation $Json.name("RecordEvaluation")
        $Note.subjects([partnership]) $Note.emits(["EvaluationRecorded"])
        $Note.actors([evaluator]);
    orderRectification @66 :Evaluation.RectificationOrder $Json.name("OrderRectification")
        $Note.subjects([partnership]) $Note.emits(["RectificationOrdered"])
        $Note.actors([evaluator, supervisor]);
    reportRectification @67 :Evaluation.RectificationReport $Json.name("ReportRectification")
        $Note.subjects([partnership]) $Note.emits(["RectificationReported"])
        $Note.actors([proposer]);
    verifyRectification @68 :Evaluation.RectificationVerification $Json.name("VerifyRectification")
        $Note.subjects([partnership]) $Note.emits(["RectificationVerified"])
        $Note.actors([evaluator, supervisor]);
    terminateContract @69 :Contract.ContractTermination $Json.name("TerminateContract")
        $Note.subjects([partnership]) $Note.emits(["ContractTerminated"])
        $Note.actors([signatory]);
    expireContract @70 :Contract.ContractExpiry $Json.name("ExpireContract")
        $Note.subjects([partnership]) $Note.emits(["ContractExpired"])
        $Note.actors([signatory, proposer, supervisor]);
    settleAssets @71 :Contract.AssetSettlement $Json.name("SettleAssets")
        $Note.subjects([partnership]) $Note.emits(["AssetsSettled"])
        $Note.actors([signatory]);
    # Supervision.
    openProgramme @72 :Supervision.Programme $Json.name("OpenProgramme")
        $Note.subjects([programme]) $Note.emits(["ProgrammeOpened"])
        $Note.actors([supervisor]);
    listProgrammeItem @73 :Supervision.ProgrammeItem $Json.name("ListProgrammeItem")
        $Note.subjects([programme]) $Note.emits(["ProgrammeItemListed"])
        $Note.actors([supervisor]);
    recordMeasure @74 :Supervision.Measure $Json.name("RecordMeasure")
        $Note.subjects([programme]) $Note.emits(["MeasureRecorded"])
        $Note.actors([supervisor, proposer]);
    closeProgrammeItem @75 :Supervision.ProgrammeItemClosing $Json.name("CloseProgrammeItem")
        $Note.subjects([programme]) $Note.emits(["ProgrammeItemClosed"])
        $Note.actors([supervisor]);
    closeProgramme @76 :Supervision.ProgrammeClosing $Json.name("CloseProgramme")
        $Note.subjects([programme]) $Note.emits(["ProgrammeClosed"])
        $Note.actors([supervisor]);
    fileReport @77 :Supervision.Report $Json.name("FileReport")
        $Note.subjects([organization]) $Note.emits(["ReportFiled"])
        $Note.actors([proposer, supervisor]);
    signTargetLetter @78 :Supervision.TargetLetter $Json.name("SignTargetLetter")
        $Note.subjects([organization]) $Note.emits(["TargetLetterSigned"])
        $Note.actors([signatory, supervisor]);
    assessTarget @79 :Supervision.TargetAssessment $Json.name("AssessTarget")
        $Note.subjects([organization]) $Note.emits(["TargetAssessed"])
        $Note.actors([supervisor]);
    publishServiceTerms @80 :Supervision.ServiceTerms $Json.name("PublishServiceTerms")
        $Note.subjects([venue]) $Note.emits(["ServiceTermsPublished"])
        $Note.actors([proposer, supervisor]);
    # At any time.
    assignObserver @81 :Oversight.ObserverAssignment $Json.name("AssignObserver")
        $Note.subjects([partnership]) $Note.emits(["ObserverAssigned"])
        $Note.actors([supervisor, inspector]);
    recordObservation @82 :Oversight.Observation $Json.name("RecordObservation")
        $Note.subjects([partnership]) $Note.emits(["ObservationRecorded"])
        $Note.actors([observer]);
    reportIrregularity @83 :Oversight.IrregularityReport $Json.name("ReportIrregularity")
        $Note.subjects([partnership]) $Note.emits(["IrregularityReported"])
        $Note.actors([observer, supervisor, inspector]);
    attachDocument @84 :Oversight.DocumentAttachment $Json.name("AttachDocument")
        $Note.subjects([partnership, programme, inspection]) $Note.emits(["DocumentAttached"])
        $Note.actors([proposer, bodySecretary, approver, selectionTeam, evaluator, signatory,
              observer, supervisor, inspector]);
    recordCorrection @85 :Oversight.Correction $Json.name("RecordCorrection")
        $Note.subjects([partnership, programme, organization, venue, body, person, service,
                        partner])
        $Note.emits(["CorrectionRecorded"])
        $Note.actors([proposer, bodySecretary, approver, selectionTeam, evaluator, signatory,
              supervisor]);
    openInspection @86 :Oversight.InspectionOpening $Json.name("OpenInspection")
        $Note.subjects([inspection]) $Note.emits(["InspectionOpened"])
        $Note.actors([inspector]);
    exportEvidence @87 :Oversight.EvidenceExport $Json.name("ExportEvidence")
        $Note.subjects([inspection]) $Note.emits(["EvidenceExported"])
        $Note.actors([inspector]);
    confirmFinding @88 :Oversight.FindingDecision $Json.name("ConfirmFinding")
        $Note.subjects([inspection]) $Note.emits(["FindingConfirmed"])
        $Note.actors([inspector]);
    dismissFinding @89 :Oversight.FindingDecision $Json.name("DismissFinding")
        $Note.subjects([inspection]) $Note.emits(["FindingDismissed"])
        $Note.actors([inspector]);
    placeLegalHold @90 :Oversight.LegalHold $Json.name("PlaceLegalHold")
        $Note.subjects([partnership]) $Note.emits(["LegalHoldPlaced"])
        $Note.actors([inspector]);
    releaseLegalHold @91 :Oversight.LegalHoldRelease $Json.name("ReleaseLegalHold")
        $Note.subjects([partnership]) $Note.emits(["LegalHoldReleased"])
        $Note.actors([inspector]);
    orderRedaction @92 :Oversight.RedactionOrder $Json.name("OrderRedaction")
        $Note.subjects([partnership]) $Note.emits(["RedactionOrdered"])
        $Note.actors([inspector]);
    executeRedaction @93 :Oversight.RedactionExecution $Json.name("ExecuteRedaction")
        $Note.subjects([partnership]) $Note.emits(["RedactionExecuted"])
        $Note.actors([supervisor]);
    # By the ledger itself, on its own stream.
    rotateLedgerKey @94 :Directory.LedgerKeyRotation $Json.name("RotateLedgerKey")
        $Note.subjects([ledger]) $Note.emits(["LedgerKeyRotated"])
        $Note.actors([ledger]);
    recordVerification @95 :Oversight.IntegrityVerification $Json.name("RecordVerification")
        $Note.subjects([ledger]) $Note.emits(["IntegrityVerified"])
        $Note.actors([ledger]);
  }
}
