list(APPEND PINION_UI_SOURCES
    deploy/activitymodel.cpp deploy/activitymodel.h
    deploy/activitypanel.cpp deploy/activitypanel.h
    deploy/deploychart.cpp deploy/deploychart.h
    deploy/deploycommands.cpp deploy/deploycommands.h
    deploy/deployjob.cpp deploy/deployjob.h
    deploy/deployments.cpp deploy/deployments.h
    deploy/deploypanel.cpp deploy/deploypanel.h
    deploy/deploypanelactions.cpp
    deploy/drifts.cpp deploy/drifts.h
    deploy/instancetable.cpp deploy/instancetable.h
    deploy/instanceview.cpp deploy/instanceview.h
    deploy/beforerun.h
    deploy/reviewcase.cpp deploy/reviewcase.h
    deploy/reviewcommands.cpp deploy/reviewcommands.h
    deploy/reviewdialog.cpp deploy/reviewdialog.h
    deploy/reviewguard.cpp deploy/reviewguard.h
    deploy/runningbases.cpp deploy/runningbases.h
    deploy/stagesbar.cpp deploy/stagesbar.h
    deploy/typedname.cpp deploy/typedname.h
)
